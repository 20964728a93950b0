// Draws the cells of an emulated terminal as a web page, each at its own place.

/** The sixteen colours, the first eight, then their bright forms; those of text and of the page. */
const PALETTES = {
	dark: {
		colours:
			'#45475a #f38ba8 #a6e3a1 #f9e2af #89b4fa #cba6f7 #94e2d5 #bac2de #7f849c #f7a8bd #bdf0b9 #fbeccb #a9c9fc #dcc4fa #b5ede3 #ffffff'.split(
				' ',
			),
		text: '#dde1f0',
		page: '#181825',
	},
	// What VTE comes with.
	light: {
		colours:
			'#171421 #c01c28 #26a269 #a2734c #12488b #a347ba #2aa1b3 #d0cfcc #5e5c64 #f66151 #33d17a #e9ad0c #2a7bde #c061cb #33c7de #ffffff'.split(
				' ',
			),
		text: '#1e1e1e',
		page: '#ffffff',
	},
};

// DejaVu Sans Mono at 20 px: so wide is a cell, so high is a line whose box drawing joins up.
const CELL_WIDTH = 12.04;
const CELL_HEIGHT = 23;
const MARGIN = 16;

/** The page of what the terminal shows, and its size in pixels. */
export function renderPage(terminal, isCursorHidden, theme = 'dark') {
	const palette = PALETTES[theme];
	const buffer = terminal.buffer.active;
	const cells = [];
	for (let y = 0; y < terminal.rows; y++) {
		const line = buffer.getLine(buffer.viewportY + y);
		for (let x = 0; x < terminal.cols; x++) {
			const cell = line?.getCell(x);
			if (cell === undefined || cell.getWidth() === 0) continue;
			const isCursor = !isCursorHidden && buffer.cursorX === x && buffer.cursorY === y;
			cells.push(renderCell(cell, x, y, isCursor, palette));
		}
	}
	const width = Math.ceil(terminal.cols * CELL_WIDTH) + 2 * MARGIN;
	const height = terminal.rows * CELL_HEIGHT + 2 * MARGIN;
	const style = `
		body {margin: 0; background: ${palette.page}}
		main {position: absolute; left: ${MARGIN}px; top: ${MARGIN}px;
			font: 20px/${CELL_HEIGHT}px "DejaVu Sans Mono", "Noto Color Emoji", "Noto Sans Mono CJK JP", monospace;
			font-variant-ligatures: none}
		i {position: absolute; height: ${CELL_HEIGHT}px; font-style: normal; white-space: pre}`;
	const html = `<!doctype html><meta charset="utf-8"><style>${style}</style><main>${cells.join('')}</main>`;
	return {html, width, height};
}

function renderCell(cell, x, y, isCursor, palette) {
	const {colours, text, page} = palette;
	let foreground = colourOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor(), colours) ?? text;
	let background = colourOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor(), colours) ?? page;
	if (Boolean(cell.isInverse()) !== isCursor) [foreground, background] = [background, foreground];
	const chars = cell.getChars();
	const isBlank = chars === '' || chars === ' ' || cell.isInvisible();
	if (isBlank && background === page && !cell.isUnderline()) return '';
	const style = [
		`left:${(x * CELL_WIDTH).toFixed(2)}px`,
		`top:${y * CELL_HEIGHT}px`,
		`width:${(cell.getWidth() * CELL_WIDTH).toFixed(2)}px`,
		`color:${foreground}`,
		background === page ? '' : `background:${background}`,
		cell.isBold() ? 'font-weight:bold' : '',
		cell.isItalic() ? 'font-style:italic' : '',
		cell.isDim() ? 'opacity:.6' : '',
		cell.isUnderline() ? 'text-decoration:underline' : '',
		cell.isStrikethrough() ? 'text-decoration:line-through' : '',
	];
	return `<i style="${style.filter(Boolean).join(';')}">${isBlank ? ' ' : escapeHtml(chars)}</i>`;
}

function colourOf(isDefault, isRgb, colour, colours) {
	if (isDefault) return undefined;
	if (isRgb) return `#${colour.toString(16).padStart(6, '0')}`;
	if (colour < 16) return colours[colour];
	// 256 colours: a cube of six levels a channel, then 24 greys (xterm's control sequences).
	if (colour >= 232) return `rgb(${Array(3).fill(8 + 10 * (colour - 232))})`;
	const cube = colour - 16;
	const levels = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
	return `rgb(${levels.map((level) => (level === 0 ? 0 : 55 + 40 * level))})`;
}

const escapeHtml = (text) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
