import {textWidth} from '../../domain/text-width.js';
import type {SessionState} from '../../session/state.js';
import {guideKeyLabels} from '../keys/guide-key.js';
import {bindingsOf, contextTitles, keyLabel} from '../keys/key-help.js';
import {PROSE_COLUMNS} from '../text/page-lines.js';
import {proseLines} from '../text/prose-lines.js';
import type {ScreenText, TextStyle} from '../text/wrap-text.js';
import {EMPTY_LINE, line, type TextLine} from '../text/wrap-text.js';

const KEY_COLUMNS = 22;

function keyLines({columns, symbols}: TextStyle, guideKeys: string): readonly TextLine[] {
	return contextTitles(guideKeys).flatMap(([context, title]) => [
		EMPTY_LINE,
		line(title, 'heading'),
		...bindingsOf(context).flatMap(({keys, command, help}) => {
			const names =
				command === 'send-guide-key'
					? guideKeys
					: keys.map((key) => keyLabel(key, symbols)).join(' ');
			return proseLines(help, columns - KEY_COLUMNS).map((row, index): TextLine => {
				const shown = index === 0 ? names : '';
				const padding = ' '.repeat(Math.max(1, KEY_COLUMNS - textWidth(shown)));
				return [...line(shown, 'key'), ...line(padding), ...row];
			});
		}),
	]);
}

/** What is wrong with a pack that was saved, a paragraph each. */
const problemsText = (problems: readonly string[], columns: number): ScreenText => ({
	lines: [
		line('The pack was saved with mistakes; what you saw before stays.', 'heading'),
		...problems.flatMap((problem) => [EMPTY_LINE, ...proseLines(problem, columns)]),
	],
});

/** What the marks mean, what this host can do, and all keys; or what is wrong with a pack. */
export function helpScreen(state: SessionState, style: TextStyle): ScreenText {
	const columns = Math.min(style.columns, PROSE_COLUMNS);
	const {symbols} = style;
	const {host, warning, screen} = state;
	const guideKeys = guideKeyLabels(state);
	if (screen.kind === 'help' && screen.problems) return problemsText(screen.problems, columns);
	return {
		lines: [
			line('Keys', 'heading'),
			EMPTY_LINE,
			...proseLines(
				`In the terminal of an exercise every key goes to the shell, but the letter after ${guideKeys} speaks to the guide. An editor's terminal may keep Ctrl-G for itself; "container-lessons config guide-key" chooses another key. Checks run by themselves after each command.`,
				columns,
			),
			EMPTY_LINE,
			[...line(`${symbols.passed} passed`, 'passed'), ...line('  it was seen to happen')],
			[
				...line(`${symbols.notYet} not yet`, 'not-yet'),
				...line('  something is still missing; the reason says what'),
			],
			[
				...line(`${symbols.failed} failed`, 'failed'),
				...line("  it can't be reached any more in this sandbox: reset"),
			],
			[
				...line(`${symbols.cannotTell} cannot tell`, 'cannot-tell'),
				...line('  the program could not see; not your fault'),
			],
			EMPTY_LINE,
			...proseLines(host === undefined ? 'This host is being looked at.' : host.summary, columns),
			...(warning === undefined ? [] : proseLines(warning, columns, 'failed')),
			...keyLines({...style, columns}, guideKeys),
		],
	};
}
