/**
 * The sheets of a PDF of the town's: tagged, so that a screen reader says its headings and its table; its language is French and
 * its fonts are in it (PDF/UA). Nothing in it is of the day on which it is drawn.
 */
import type PDFDocument from "pdfkit";

export const ink = "#1c1b22";
export const muted = "#55525e";
const rule = "#d8d5e0";
export const margin = 48;
export const width = 595.28 - 2 * margin;
const bottom = 841.89 - 64;

type Doc = InstanceType<typeof PDFDocument>;
export type Structure = ReturnType<Doc["struct"]>;
export interface Style {
  readonly size?: number;
  readonly font?: "regular" | "bold";
  readonly colour?: string;
  readonly align?: "left" | "right";
}
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export class Page {
  readonly doc: Doc;
  readonly root: Structure;
  y = margin;

  private constructor(doc: Doc) {
    this.doc = doc;
    this.root = doc.struct("Document");
    doc.addStructure(this.root);
  }

  /**
   * A first sheet. pdfkit and the fonts, which are most of a function that draws, are read at the first one: whoever only asks
   * what could be drawn does not wait for them.
   */
  static async begin(title: string, author: string, at: Date): Promise<Page> {
    const [{ default: Document }, fonts] = await Promise.all([import("pdfkit"), import("./fonts.ts")]);
    const regular = Buffer.from(fonts.regular, "base64");
    // What pdfkit's types do not know: the mark of PDF/UA, and a first font of our own, since the standard ones cannot be
    // embedded and are files beside the package.
    const accessible: object = { subset: "PDF/UA", font: regular };
    const doc = new Document({
      size: "A4",
      margins: { top: margin, left: margin, right: margin, bottom: 0 },
      pdfVersion: "1.7",
      tagged: true,
      lang: "fr-FR",
      displayTitle: true,
      bufferPages: true,
      info: { Title: title, Author: author, CreationDate: at, ModDate: at },
      ...accessible,
    });
    doc.registerFont("regular", regular);
    doc.registerFont("bold", Buffer.from(fonts.bold, "base64"));
    return new Page(doc);
  }

  private styled({ size = 9, font = "regular", colour = ink }: Style): Doc {
    return this.doc.font(font).fontSize(size).fillColor(colour);
  }

  heightOf(text: string, boxWidth: number, style: Style = {}): number {
    return this.styled(style).heightOfString(text, { width: boxWidth, lineGap: 1 });
  }

  /** Begins another page unless so much is left of this one. */
  room(height: number): boolean {
    if (this.y + height <= bottom) return false;
    this.doc.addPage();
    this.y = margin;
    return true;
  }

  /** A text where it is told to be; its height. */
  text(parent: Structure, type: string, text: string, { x, y, width: boxWidth }: Box, style: Style = {}): number {
    const height = this.heightOf(text, boxWidth, style);
    parent.add(
      this.doc.struct(type, {}, [
        () => {
          this.styled(style).text(text, x, y, { width: boxWidth, align: style.align ?? "left", lineGap: 1 });
        },
      ]),
    );
    return height;
  }

  /** A paragraph over the whole width, after what stands. */
  paragraph(text: string, style: Style = {}, type = "P", gap = 6): void {
    this.room(this.heightOf(text, width, style));
    this.y += this.text(this.root, type, text, { x: margin, y: this.y, width }, style) + gap;
  }

  heading(text: string): void {
    this.room(60);
    this.y += 8;
    this.paragraph(text, { size: 11, font: "bold" }, "H2", 4);
  }

  /** What is only drawn: no screen reader says it. */
  artifact(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  line(): void {
    this.artifact(() => {
      this.doc
        .moveTo(margin, this.y)
        .lineTo(margin + width, this.y)
        .lineWidth(0.6)
        .strokeColor(rule)
        .stroke();
    });
  }

  /** Numbers the pages, and gives the bytes. */
  async end(footer: string): Promise<Uint8Array> {
    const { doc } = this;
    const { count } = doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      doc.switchToPage(page);
      this.artifact(() => {
        this.styled({ size: 7.5, colour: muted }).text(`${footer} · page ${page + 1} sur ${count}`, margin, 805, {
          width,
          align: "center",
          lineBreak: false,
        });
      });
    }
    this.root.end();
    const chunks: Uint8Array[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      doc.on("data", (chunk: Uint8Array) => void chunks.push(chunk));
      doc.on("end", resolve);
      doc.on("error", reject);
    });
    doc.end();
    await ended;
    return Buffer.concat(chunks);
  }
}
