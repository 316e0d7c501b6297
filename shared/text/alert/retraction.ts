import type { AlertBody, AlertDraft, AlertLine, Retraction } from './types.js';

/** Retractions for who was told what holds no longer: one alert for each line of the log that says so. */
export function draftRetractions(story: AlertBody['story'], retractions: Retraction[]): AlertDraft[] {
  return retractions.map(({ event, retracted, alerts }) => {
    const gone = new Set(retracted);
    const lines = alerts.flatMap(({ body }) => body.lines.filter((line) => gone.has(line.event)));
    const article = alerts.find(({ body }) => body.article?.id === event.article)?.body.article ?? null;
    const name = alerts.find(({ body }) => body.outlet.domain === event.outlet)?.body.outlet.name;
    return {
      kind: 'retraction',
      outlet: event.outlet,
      events: [event.seq],
      key: event.seq,
      copy: false,
      body: {
        kind: 'retraction',
        story,
        outlet: { domain: event.outlet, name: name ?? event.outlet },
        article,
        headline: `Retracted: ${event.text}`,
        lines,
        copies: 0,
        retracts: alerts.map(({ id }) => id),
        blind: [],
        parts: [],
      },
    };
  });
}

/** What a reader was told that holds no longer, a line for each claim, under what says why. */
export function retractionText(alert: AlertBody, sayLine: (line: AlertLine) => string): string[] {
  const told = [...new Set(alert.lines.map(sayLine))];
  const count = alert.retracts.length;
  const alerts = count === 1 ? 'An alert told you' : `${count} alerts told you`;
  return told.length === 0
    ? [`  ${alerts} of this coverage as part of the story, and it is not.`]
    : [`  ${alerts} what does not hold in this story:`, ...told];
}
