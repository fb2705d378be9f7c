/** The edge: CloudFront before the site's files and the API. Headers, pages and paths come from `edge.ts`. */
import { Aws, type CfnResource, Duration, Names, Stack } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  CfnOriginAccessControl,
  CfnResponseHeadersPolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { Construct } from "constructs";
import type { Town } from "../functions/kernel/town.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import { regionSuffix } from "./choices.ts";
import type { Data } from "./data.ts";
import {
  apiNames,
  apis,
  cloudFrontFunction,
  edgeHeaders,
  securityHeaders,
  strictTransportSecurity,
  type ApiName,
} from "./edge.ts";
import type { Storage } from "./storage.ts";
import { Upload } from "./upload.ts";

export interface SiteProps {
  readonly api: Api;
  readonly data: Data;
  readonly storage: Storage;
  readonly town: Town;
  /** Folder of the built site. */
  readonly web: string;
  /** Folder of the town's files, made by `publishTown`. */
  readonly townFolder: string;
  /** Issued certificate of the town's own domain name, in us-east-1. */
  readonly certificateArn: string | undefined;
  /** Web ACL of scope CLOUDFRONT. */
  readonly webAclArn: string | undefined;
}

export class Site extends Construct {
  readonly distribution: Distribution;
  /** `https://…`, the town's own name once its certificate is issued. */
  readonly url: string;
  /**
   * The origin that the bucket takes forms from. Without a name of the town's own it is any of CloudFront's: the
   * distribution's headers name the bucket, so that the bucket cannot name the distribution. A form counts by its
   * signature all the same; this only says which pages may read what came of it.
   */
  readonly uploadsFrom: string;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const {
      storage,
      certificateArn,
      webAclArn,
      town: { domain },
    } = props;
    const named = domain !== null && certificateArn !== undefined;
    const common = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: securityHeadersPolicy(this, `https://${storage.documents.bucketRegionalDomainName}`),
      functionAssociations: [
        {
          eventType: FunctionEventType.VIEWER_REQUEST,
          function: new EdgeFunction(this, "ViewerRequest", {
            code: FunctionCode.fromInline(cloudFrontFunction()),
            runtime: FunctionRuntime.JS_2_0,
            comment: "Portail Famille: pages and viewer headers",
          }),
        },
      ],
    } as const satisfies Partial<BehaviorOptions>;
    this.distribution = new Distribution(this, "Distribution", {
      comment: `Portail Famille (${Stack.of(this).stackName})`,
      defaultBehavior: {
        ...common,
        // Listing turns S3's 403 for a missing file into the 404 that it is; the edge function never asks for a folder.
        origin: S3BucketOrigin.withOriginAccessControl(storage.site, {
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        // Obeys each file's own Cache-Control, and keeps one compressed copy of it.
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      },
      // In the order of `apis`: CloudFront takes the first that matches.
      additionalBehaviors: Object.fromEntries(
        apiNames.map((name) => [`${apis[name]}*`, { ...common, ...apiBehavior(name, props) }]),
      ),
      defaultRootObject: "index.html",
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Europe and North America: the families live beside the first.
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(named
        ? {
            domainNames: [domain],
            certificate: Certificate.fromCertificateArn(this, "Certificate", certificateArn),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }
        : {}),
      ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
    });
    this.url = `https://${named ? domain : this.distribution.distributionDomainName}`;
    this.uploadsFrom = named ? this.url : "https://*.cloudfront.net";
    this.#nameByRegion();
    this.#acknowledge(named, webAclArn !== undefined);
    new Upload(this, "Upload", {
      bucket: storage.site,
      distribution: this.distribution,
      web: props.web,
      townFolder: props.townFolder,
    });
  }

  /** CDK names these by the stack alone, and CloudFront, which knows no regions, wants each name once in an account. */
  #nameByRegion(): void {
    const suffix = regionSuffix(Stack.of(this).region);
    if (suffix === "") return;
    const add = (resource: CfnResource, property: string): void => {
      const name = Names.uniqueResourceName(resource, { maxLength: 64 - suffix.length });
      resource.addPropertyOverride(property, `${name}${suffix}`);
    };
    for (const resource of this.node.findAll()) {
      if (resource instanceof CfnOriginAccessControl) add(resource, "OriginAccessControlConfig.Name");
      if (resource instanceof CfnResponseHeadersPolicy) add(resource, "ResponseHeadersPolicyConfig.Name");
    }
  }

  #acknowledge(named: boolean, filtered: boolean): void {
    acknowledge(this.distribution, {
      "Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk":
        "The default root object is set, and the edge function never asks for a folder: nobody can list the bucket.",
      "AwsSolutions-CFR3":
        "A line of these logs holds the address of who asked beside the whole path, and paths hold what opens a calendar or ends reminders, and family codes; the form that can leave paths out is made in us-east-1 alone. Metrics show a flood, the API's own log what it did, the records of access who looked at what.",
      "AwsSolutions-CFR1":
        "Families travel, and some have a parent abroad: a public service does not ask where one is.",
      ...(filtered
        ? {}
        : {
            "AwsSolutions-CFR2":
              "A web ACL costs about 8 EUR a month, more than the whole portal of a small town: it is offered (-c waf=true), and the API throttles, counts attempts and asks a proof of work meanwhile.",
          }),
      ...(named
        ? {}
        : {
            "AwsSolutions-CFR4":
              "CloudFront's own certificate fixes the minimum at TLS 1.0; TLS 1.2 applies as soon as the town gives its domain name. Browsers that the site supports negotiate TLS 1.3 either way.",
          }),
    });
  }
}

function apiBehavior(name: ApiName, { api, data }: SiteProps): BehaviorOptions {
  return {
    origin: new HttpOrigin(`${api.byName[name].apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(30),
      // A dynamic reference: the template holds the secret's address, CloudFormation fetches the value.
      customHeaders: { [edgeHeaders.secret]: data.secret.secretValue.unsafeUnwrap() },
    }),
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    // CloudFront compresses only what it may cache: the API compresses its own answers.
    compress: false,
    allowedMethods: AllowedMethods.ALLOW_ALL,
  };
}

/** The headers that CloudFront has fields for; every other one of `securityHeaders` is set as a custom header. */
const native = [
  "content-security-policy",
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
];

function securityHeadersPolicy(scope: Construct, files: string): ResponseHeadersPolicy {
  const headers = securityHeaders(files);
  const header = (name: string): string => {
    const value = headers[name];
    if (value === undefined) throw new Error(`edge.ts does not set ${name}.`);
    return value;
  };
  const frameOptions = { DENY: HeadersFrameOption.DENY, SAMEORIGIN: HeadersFrameOption.SAMEORIGIN } as const;
  const frame = Object.entries(frameOptions).find(([name]) => name === header("x-frame-options"))?.[1];
  const referrer = Object.values(HeadersReferrerPolicy).find((policy: string) => policy === header("referrer-policy"));
  if (!frame || !referrer)
    throw new Error("edge.ts sets x-frame-options or referrer-policy to what CloudFront does not know.");
  return new ResponseHeadersPolicy(scope, "SecurityHeaders", {
    comment: "Portail Famille",
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: header("content-security-policy"), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: frame, override: true },
      referrerPolicy: { referrerPolicy: referrer, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.seconds(strictTransportSecurity.maxAge),
        includeSubdomains: strictTransportSecurity.includeSubDomains,
        preload: strictTransportSecurity.preload,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(headers)
        .filter(([name]) => !native.includes(name))
        .map(([name, value]) => ({ header: name, value, override: true })),
    },
  });
}
