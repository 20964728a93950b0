// The guide key as this learner has it: the one they chose, or those that work in their terminal.

import type {Facts} from '../domain/evidence.js';
import type {Progress} from '../domain/progress.js';
import {guideKeyFacts} from '../ui/keys/guide-key.js';
import {chosenGuideKey} from './settings.js';

/** What sentences call it, for whoever has this progress. */
export const learnersGuideKeyFacts = (progress: Pick<Progress, 'settings'>): Facts =>
	guideKeyFacts(process.env, chosenGuideKey(progress));
