// What the three pages share: their settings, their steps, and what they say.

/** The site's settings: its platform, its publishable key, its corp and app. Nothing of it is secret. */
export async function getSettings() {
  const response = await fetch('/settings.json');
  if (!response.ok) {
    throw new Error(`/settings.json answered ${response.status}`);
  }
  return response.json();
}

/** Marks a step as done or failed, with what there is to say about it. */
export function step(name, state, text = '') {
  const item = document.getElementById(name);
  item.dataset.state = state;
  item.querySelector('small')?.remove();
  if (text) {
    item.append(Object.assign(document.createElement('small'), { textContent: text }));
  }
}

/** Writes a line above the others. */
export function say(name, value) {
  const output = document.getElementById('output');
  const time = new Date().toLocaleTimeString();
  output.textContent = `${time}  ${name}  ${typeof value === 'string' ? value : JSON.stringify(value)}\n${output.textContent}`;
}

/** An error in words: the platform's hint, or what the client of WeCom said. */
export const words = (error) => error?.message ?? error?.errMsg ?? String(error);

/** Runs a page; what it throws ends in the step that had not come to its end. */
export async function run(page) {
  try {
    await page();
  } catch (error) {
    const open = document.querySelector('ol.steps li:not([data-state])');
    if (open) {
      step(open.id, 'failed', words(error));
    }
    say('error', words(error));
  }
}
