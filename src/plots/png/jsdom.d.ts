/** The little of jsdom that the renderer uses; jsdom itself ships no declarations. */
declare module "jsdom" {
  export class VirtualConsole {
    on(event: "jsdomError", listener: (error: Error) => void): this;
  }
  export class JSDOM {
    constructor(html: string, options: { runScripts: "outside-only"; virtualConsole: VirtualConsole });
    readonly window: Record<string, unknown> & { eval(script: string): unknown };
  }
}
