import {createContext, useContext} from 'react';
import {createTheme, type Theme} from '../text/theme.js';

/** The theme of everything below. */
export const ThemeContext = createContext<Theme>(createTheme({colour: true, unicode: true}));

export const useTheme = (): Theme => useContext(ThemeContext);
