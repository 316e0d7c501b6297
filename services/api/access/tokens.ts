import type { Runtime } from '@hearsay/runtime';
import type { AuditRow, Token } from '@hearsay/store';
import { idOf } from '@hearsay/text/id';
import { Hono } from 'hono';
import { z } from 'zod';
import { anyLimit, cursor, limitOf, nextOf, pageOf, seqCursor } from '../paging.js';
import { bodyOf, found, Problem, parse } from '../problem.js';
import { audited, callerOf } from './caller.js';
import { isLoopback } from './identify.js';
import { hashOf, newToken } from './secret.js';

/** Names that the audit log uses for those who have no token. */
const reserved = ['loopback', 'nobody', 'hearsay_token'];

/** A token that is to be made. */
export const tokenWish = z
  .object({
    name: z
      .string()
      .trim()
      .min(1, 'is empty')
      .max(100, 'is longer than 100 characters')
      .refine((name) => !reserved.includes(name.toLowerCase()), 'is a name that the log uses for others'),
    scope: z.enum(['read', 'write', 'admin']),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .strict();

export const tokensQuery = z.object({ limit: anyLimit, cursor });

export const auditQuery = z.object({
  limit: limitOf(500),
  cursor: seqCursor,
  who: z.string().min(1).max(200).optional(),
});

/** Tokens, and the log of who changed what. */
export function tokenRoutes({ deps }: Pick<Runtime, 'deps'>): Hono {
  const { store, clock, settings } = deps;
  const app = new Hono();

  app.get('/tokens', async (c) => {
    const now = clock.now();
    const { rows, next } = pageOf(
      await store.tokens.list(),
      parse(tokensQuery, c.req.query()),
      ({ id }) => id,
    );
    return c.json({ tokens: rows.map((token) => tokenObject(token, now)), next });
  });

  app.post('/tokens', async (c) => {
    const given = parse(tokenWish, await bodyOf(c));
    const now = clock.now();
    const expiresAt = given.expiresAt === null ? null : new Date(given.expiresAt);
    if (expiresAt !== null && expiresAt <= now)
      throw new Problem(400, '"expiresAt" is over already.', 'expiresAt');
    if (
      given.scope !== 'admin' &&
      settings.HEARSAY_TOKEN === null &&
      (await store.tokens.usable('admin', now)) === 0
    )
      throw new Problem(
        422,
        'The first token must be of scope admin: from then on nobody may do anything without one.',
        'scope',
      );
    const token = newToken();
    const hash = hashOf(token);
    const id = idOf('token', hash);
    const { name, scope } = given;
    const added = await store.tokens.add({
      id,
      name,
      scope,
      hash,
      createdAt: now,
      createdBy: callerOf(c).name,
      expiresAt,
    });
    if (!added)
      throw new Problem(
        409,
        `There is a token "${name}" already: revoke it, or choose another name.`,
        'name',
      );
    audited(c, [id, name]);
    return c.json(
      { token: tokenObject(found(await store.tokens.named(id), 'token', id), now), secret: token },
      201,
    );
  });

  app.delete('/tokens/:id', async (c) => {
    const of = c.req.param('id');
    const token = found(await store.tokens.named(of), 'token', of.slice(0, 200));
    const now = clock.now();
    await requireOther(token, now);
    await store.tokens.revoke(token.id, callerOf(c).name, now);
    audited(c, [token.id, token.name]);
    const open = settings.HEARSAY_TOKEN === null && !(await store.tokens.asked());
    return c.json({ revoked: token.id, name: token.name, open: open && isLoopback(settings.HEARSAY_HOST) });
  });

  app.get('/audit', async (c) => {
    const { limit, cursor: before, who } = parse(auditQuery, c.req.query());
    const rows = await store.audit.list(limit, { before: before ?? null, who: who ?? null });
    return c.json({ changes: rows.map(auditObject), next: nextOf(rows, limit, ({ seq }) => seq) });
  });

  /** The last admin token is revoked last: without one nobody could revoke or make others. */
  async function requireOther(token: Token, now: Date): Promise<void> {
    if (token.scope !== 'admin' || settings.HEARSAY_TOKEN !== null) return;
    const [admins, all] = [await store.tokens.usable('admin', now), await store.tokens.usable(null, now)];
    if (admins <= 1 && all > 1)
      throw new Problem(
        409,
        `"${token.name}" is the only admin token: make another, or revoke the others first.`,
      );
  }
  return app;
}

/** A token as others read it; what it is made of is told once, when it is made. */
export interface TokenObject {
  id: string;
  name: string;
  scope: Token['scope'];
  state: 'active' | 'expired' | 'revoked';
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
}

function tokenObject(token: Token, now: Date): TokenObject {
  const { id, name, scope, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt, revokedBy } = token;
  const expired = expiresAt !== null && expiresAt <= now;
  return {
    id,
    name,
    scope,
    state: revokedAt !== null ? 'revoked' : expired ? 'expired' : 'active',
    createdAt: createdAt.toISOString(),
    createdBy,
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    revokedBy,
  };
}

/** A change as others read it. */
export interface AuditObject extends Omit<AuditRow, 'seq' | 'at'> {
  seq: number;
  at: string;
}

function auditObject({ seq, at, ...rest }: AuditRow): AuditObject {
  return { seq: Number(seq), at: at.toISOString(), ...rest };
}
