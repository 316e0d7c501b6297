#!/usr/bin/env node
import { runAlone } from '@hearsay/runtime';
import { deliver } from './index.js';

await runAlone({ deliver });
