#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { match } from './index.js';

await runAlone({ match });
