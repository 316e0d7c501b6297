#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { clean } from './index.js';

await runAlone({ clean });
