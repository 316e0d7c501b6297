export { addressOf, allows, audited, type Caller, callerOf, mayStill } from './caller.js';
export { formField, formToken, formValue } from './form.js';
export { admit, witness } from './guard.js';
export { Identity, isLoopback } from './identify.js';
export { type Rule, ruleOf, rules } from './rules.js';
export { signInRoutes } from './sign-in.js';
export { type AuditObject, type TokenObject, tokenRoutes } from './tokens.js';
