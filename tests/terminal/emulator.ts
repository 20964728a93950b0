import unicode11 from '@xterm/addon-unicode11';
import xterm, {type IBufferLine, type ITerminalAddon, type Terminal} from '@xterm/headless';

/** A second terminal to hold what is painted against; it must show what the first one showed. */
export function createEmulator(columns: number, rows: number): Emulator {
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as ITerminalAddon);
	terminal.unicode.activeVersion = '11';
	return {
		terminal,
		write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
		lines: () => {
			const buffer = terminal.buffer.active;
			return Array.from(
				{length: terminal.rows},
				(_, y) => buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '',
			);
		},
	};
}

export interface Emulator {
	readonly terminal: Terminal;
	write(text: string): Promise<void>;
	lines(): readonly string[];
}

/** Everything that shows of a row: per cell its characters, colours and attributes. */
export function looksOf(line: IBufferLine | undefined): readonly string[] {
	if (line === undefined) return [];
	return Array.from({length: line.length}, (_, x) => {
		const cell = line.getCell(x);
		if (cell === undefined) return 'none';
		const attributes = [
			cell.isBold(),
			cell.isDim(),
			cell.isItalic(),
			cell.isUnderline(),
			cell.isBlink(),
			cell.isInverse(),
			cell.isInvisible(),
			cell.isStrikethrough(),
			cell.isOverline(),
		].map(Number);
		const colours = [
			cell.getFgColorMode(),
			cell.getFgColor(),
			cell.getBgColorMode(),
			cell.getBgColor(),
		];
		return `${cell.getChars() || ' '}/${cell.getWidth()}/${attributes.join('')}/${colours.join(',')}`;
	});
}
