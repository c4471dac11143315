// What axe finds on a page against WCAG 2.2 AA, one line per rule.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Rule and places of each complaint; empty where there is nothing to stumble over. */
export async function axeComplaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // All rules look at everything; what they have nothing against is not listed place by place, which took as long as the looking.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // Our pages hold no frames: all in the page itself, without a second page to put the parts together.
    .setLegacyMode(true)
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}
