import type { Visit } from './pages.js';
import type { Walk } from './start.js';

/** Every page of the desk with something on it, and what it says of what it does not hold. */
export async function everyVisit({ daemon, world, articleOf, postBad }: Walk): Promise<Visit[]> {
  const wanted = { url: 'http://hooks.example/hook', name: 'Again' };
  const made = (await daemon.call('POST', '/v1/subscriptions', wanted)).subscription;
  await daemon.call('POST', `/v1/subscriptions/${made.id}/test`);
  const token = 'a-link-of-the-walk';
  const { store } = daemon.runtime.deps;
  await store.subscriptions.save({
    ...{ id: 'u_walk', name: 'By link', channel: { kind: 'terminal' }, wants: null, pace: null, token },
    ...{ createdAt: new Date(), afterSeq: await store.events.last() },
  });
  const { alerts } = await daemon.call('GET', '/v1/alerts');
  const told = alerts.find((each: { body: { headline: string } }) => /changed/.test(each.body.headline));
  const gone = { id: 'f_walk', url: 'http://late.example/none', outlet: 'late.example', title: 'Gone' };
  await store.transaction((write) => write.feeds.add({ ...gone, now: new Date() }));
  const isRead = async () => (await store.feeds.get(gone.id))?.lastError !== null;
  await daemon.until(isRead, 'every feed was asked for');
  await postBad();
  const widest = [...world.claims].sort((a, b) => b.mentions.length - a.mentions.length)[0];
  const copy = world.articles.find((each) => each.copyOf !== null);
  const revised = world.articles.find((each) => each.revision > 1) ?? copy;
  const outlet = widest?.mentions[0]?.outlet ?? '';
  const at = (name: string, route: string, path: string, status = 200) => ({ name, route, path, status });
  const some = (name: string, path: string, status = 200) => ({ name, route: null, path, status });
  return [
    at('front', '/', '/'),
    at('story', '/stories/:id', `/stories/${widest?.story}`),
    at('story-sort', '/stories/:id/sort', `/stories/${widest?.story}/sort`),
    at('claim', '/claims/:id', `/claims/${widest?.id}`),
    at('claim-sort', '/claims/:id/sort', `/claims/${widest?.id}/sort`),
    at('article', '/articles/:id', `/articles/${widest?.mentions[0]?.article}`),
    some('article-copy', `/articles/${copy?.id}`),
    some('article-revised', `/articles/${revised?.id}`),
    some('article-late', `/articles/${await articleOf('late.example')}`),
    at('article-sort', '/articles/:id/sort', `/articles/${copy?.id}/sort`),
    at('review', '/review', '/review'),
    at('decide', '/decide', `/decide?verdict=rejected&id=${widest?.mentions[1]?.id}`),
    some('decide-family', `/decide?verdict=apart&from=family&article=${copy?.id}`),
    some('decide-none', '/decide?verdict=rejected&id=m_none', 404),
    at('subscriptions', '/subscriptions', '/subscriptions'),
    at('subscription-new', '/subscriptions/new', '/subscriptions/new'),
    at('subscription', '/subscriptions/:id', `/subscriptions/${made.id}`),
    at('outlets', '/outlets', '/outlets'),
    at('outlet', '/outlets/:domain', `/outlets/${outlet}`),
    at('search', '/search', '/search?q=dialysis'),
    some('search-none', '/search?q=zeppelin'),
    some('search-empty', '/search'),
    at('alerts', '/alerts', '/alerts'),
    at('alert', '/alerts/:id', `/alerts/${(told ?? alerts[0]).id}`),
    at('feeds', '/feeds', '/feeds'),
    at('pipeline', '/pipeline', '/pipeline'),
    at('sign-in', '/sign-in', '/sign-in'),
    at('unsubscribe', '/unsubscribe/:token', `/unsubscribe/${token}`),
    at('reference', '/v1/reference', '/v1/reference'),
    some('no-story', '/stories/s_none', 404),
    some('no-page', '/nowhere', 404),
  ];
}
