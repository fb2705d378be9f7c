/** The door of CDK: `npm run synth` and `npm run deploy` come through here. */
import { portalApp } from "../infra/app.ts";

portalApp().synth();
