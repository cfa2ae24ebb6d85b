import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { hasScreen } from "../../../src/workbook/jupyter/startCommand";
import { JupyterError, startServer } from "../../../src/workbook/jupyter/startServer";
import { places } from "../../../src/workbook/places";
import { withScratch } from "../../support/setup/scratch";

const page = "lab/tree/notebooks/simclr/01-framework.ipynb";

describe("JupyterLab as npm start runs it", function () {
  this.timeout(60_000);

  it("takes the next port when one is busy, knows our kernel as the default, asks nothing about news, and stops whole", async () => {
    const busy = createServer().listen(0, "127.0.0.1");
    await once(busy, "listening");
    const { port } = busy.address() as AddressInfo;
    const server = await startServer(places(), { port, ip: "127.0.0.1", page });
    const get = async (path: string): Promise<string> => {
      const reply = await fetch(server.url + path, { headers: { authorization: `token ${server.token}` } });
      assert.equal(reply.status, 200, path);
      return reply.text();
    };
    try {
      assert.notEqual(new URL(server.url).port, String(port));
      assert.equal(server.pageUrl, `${server.url}${page}?token=${server.token}`);
      const specs = JSON.parse(await get("api/kernelspecs")) as {
        default: string;
        kernelspecs: Record<string, { spec: { language: string } }>;
      };
      assert.equal(specs.default, "contrastbook");
      assert.equal(specs.kernelspecs.contrastbook?.spec.language, "typescript");
      assert.match(await get("lab"), /"news": ?\{"disabled": ?true\}/);
      const notifications = JSON.parse(await get("lab/api/settings/@jupyterlab/apputils-extension:notification")) as {
        schema: { properties: { fetchNews: { default: string } } };
      };
      assert.equal(notifications.schema.properties.fetchNews.default, "false");
      assert.equal((await fetch(`${server.url}api/kernelspecs`)).status, 403);
    } finally {
      busy.close();
      await server.stop();
    }
    await assert.rejects(fetch(server.url));
    assert.equal(await server.ended, 0);
  });

  it(
    "tells what the server said when it does not come up",
    withScratch(async (scratch) => {
      const here = places(scratch.folder, {});
      scratch.program(".venv/bin/python", "echo 'No module named jupyterlab' >&2; exit 1");
      await assert.rejects(startServer(here), (error: unknown) => {
        assert.ok(error instanceof JupyterError);
        assert.equal(error.message, "JupyterLab ended at once:\nNo module named jupyterlab");
        return true;
      });
      assert.ok(existsSync(scratch.at(".contrastbook/jupyter/config/jupyter_lab_config.json")));
    }),
  );
});

describe("whether a browser opens", () => {
  it("depends on a screen, and is never so in continuous integration", () => {
    assert.equal(hasScreen({}, "linux"), false);
    assert.equal(hasScreen({ DISPLAY: ":0" }, "linux"), true);
    assert.equal(hasScreen({ WAYLAND_DISPLAY: "wayland-0" }, "linux"), true);
    assert.equal(hasScreen({}, "darwin"), true);
    assert.equal(hasScreen({ DISPLAY: ":0", CI: "true" }, "linux"), false);
  });
});
