import type {Xray} from '../../../src/domain/xray.js';
import {createTheme} from '../../../src/ui/text/theme.js';
import {lineText} from '../../../src/ui/text/wrap-text.js';
import {drawXray} from '../../../src/ui/xray/draw-xray.js';

export const theme = createTheme({colour: true, unicode: true});

/** What an X-ray shows, as text with a line end before and after it. */
export const picture = (xray: Xray, columns = 78, rows = 14, style = theme): string =>
	`\n${drawXray(xray, {columns, rows}, style).lines.map(lineText).join('\n')}\n`;
