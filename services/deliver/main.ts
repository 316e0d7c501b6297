#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { deliver, dueDeliveries } from './index.js';

await runAlone({ deliver }, () => [dueDeliveries]);
