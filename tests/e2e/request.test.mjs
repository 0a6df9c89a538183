// The request as code, and pasted calls back into the form.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { pngFile } from "./support/files.mjs";
import { openHouse } from "./support/house.mjs";
import { expectEventually } from "./support/wait.mjs";

const { proves } = openHouse();

const code = (page) => page.getByRole("region", { name: "The request as code" });

async function showRequest(page) {
  await page.getByRole("tab", { name: "Request" }).click();
  await page.getByLabel("Paste a call").waitFor();
}

async function paste(page, text) {
  await page.getByLabel("Paste a call").fill(text);
  await page.getByRole("button", { name: "Fill the form" }).click();
}

proves("the request that is shown is the request that the studio sends: run in a shell, practice sees the same", async ({ origin, page, practice, studio }) => {
  await studio.chooseRatio("16x9");
  await studio.make("it's a \"quoted\" owl, 你好");
  const sent = (await practice.lastCall()).parts.map(({ name, text }) => [name, text]);
  await showRequest(page);
  const command = await code(page).innerText();
  assert.ok(command.includes(`${origin}/practice/ideogram/v1/ideogram-v3/generate`), command);
  await promisify(execFile)("sh", ["-c", command]);
  await expectEventually(async () => (await practice.state()).runs, 2, "runs");
  assert.deepEqual((await practice.lastCall()).parts.map(({ name, text }) => [name, text]), sent);
});

proves("the code follows the form, in four languages, and says what it stands in for", async ({ page, studio }) => {
  await showRequest(page);
  await page.getByText("Placeholders until you fill in: Prompt").waitFor();
  const seen = {};
  for (const language of ["curl", "fetch", "npm", "Python"]) {
    await page.locator(`.panel label.seg-item:has(input[value="${language}"])`).click();
    await expectEventually(async () => seen[language] !== (await code(page).innerText()) && (seen[language] = await code(page).innerText()).length > 50, true, language);
  }
  assert.match(seen.npm, /new Ideogram\(.*ideogram\.v3\.generate\(\{\n {2}prompt: "your prompt"/s);
  assert.match(seen.Python, /requests\.post/);
  assert.equal(new Set(Object.values(seen)).size, 4);
  await page.getByRole("tab", { name: "Form" }).click();
  await studio.write("a tin rocket");
  await showRequest(page);
  assert.match(await code(page).innerText(), /a tin rocket/);
});

proves("with a key the code names a variable, and the key stands nowhere", async ({ page, studio }) => {
  await studio.connectDirectly("sk-canary-0123456789abcdef");
  await showRequest(page);
  await expectEventually(async () => (await code(page).innerText()).includes('-H "Api-Key: $AIHUBMIX_API_KEY"'), true, "the variable");
  assert.ok(!(await page.content()).includes("canary"));
});

proves("a pasted curl command fills the form, keeps chosen files, and names what was left out", async ({ page, studio }) => {
  await studio.open("#/create/edit");
  await studio.chooseFile("Image", pngFile("photo.png", 64, 64));
  await showRequest(page);
  await paste(
    page,
    "curl -X POST https://aihubmix.com/ideogram/v1/ideogram-v3/edit \\\n  -H 'Api-Key: sk-abcdefghijklmnop01234567' \\\n  -F image=@photo.jpg -F mask=@hole.png \\\n  -F prompt=\"a \\\"red\\\" door\" -F rendering_speed=TURBO -F zebra=1",
  );
  await expectEventually(() => studio.prompt.inputValue(), 'a "red" door', "the prompt");
  assert.ok(await page.locator('.panel input[value="TURBO"]').isChecked());
  const notice = page.locator(".panel .notice");
  const words = await notice.innerText();
  assert.match(words, /There was a key in it\. It was dropped/);
  assert.match(words, /Left out: zebra/);
  assert.match(words, /Choose these files yourself: Mask \(hole\.png\)/);
  assert.ok(!words.includes("photo.jpg"), "the chosen picture stayed");
  assert.equal(await page.locator(".slot.is-filled").count(), 1);
  assert.ok(!(await page.content()).includes("abcdefghijklmnop"));
});

proves("a pasted call of another operation leads to its form, and what is no call says so", async ({ page, studio }) => {
  await showRequest(page);
  await paste(page, "a poem about curls");
  await page.getByText("No address of the API was found in it.").first().waitFor();
  await paste(page, '{"url": "https://aihubmix.com/ideogram/upscale", "image_request": {"resemblance": 70, "detail": 20}}');
  await page.waitForURL("**/#/create/upscale");
  await expectEventually(() => studio.field("Resemblance").inputValue(), "70", "resemblance");
});

proves("the request speaks Chinese", { context: { locale: "zh-CN" } }, async ({ page }) => {
  await page.getByRole("tab", { name: "请求" }).click();
  await page.getByText("以下内容填写前用占位符代替：提示词").waitFor();
  await page.getByLabel("粘贴调用").fill("curl https://aihubmix.com/ideogram/v1/ideogram-v3/generate -F prompt=猫 -F aspect_ratio=16:9");
  await page.getByRole("button", { name: "填入表单" }).click();
  await page.getByText("已更正：16:9 → 16x9").first().waitFor();
});
