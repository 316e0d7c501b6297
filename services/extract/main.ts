#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { extract } from './index.js';

await runAlone({ extract });
