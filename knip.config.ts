import type {KnipConfig} from 'knip';

/**
 * What nobody uses goes, exported types included: an export is a promise that somebody else relies on it.
 * Imports by a name in a string are followed too, as src/cli does them; tests count as users.
 */
export default {
	entry: [
		// Read by scripts/bundle.mjs, which names them to esbuild.
		'src/cli/main.ts',
		'src/evidence/reader.door.ts',
		'src/inspect/inspector.door.ts',
		// Bundled, and started in every host of the matrix.
		'scripts/matrix/play-steps.mjs',
		'scripts/matrix/inside.mjs',
		'scripts/deaths/saver.mjs',
		// Bundled, and started by the benchmark of the room.
		'scripts/room/*-program.mjs',
		// Bundled and started by the test beside each.
		'tests/**/*-program.ts',
	],
	project: ['src/**/*.{ts,tsx}', 'tests/**/*.ts', 'scripts/**/*.mjs', 'bin/*.js'],
	// Tests and benchmarks start util-linux, runc and others, which no package brings; they look for them themselves.
	exclude: ['binaries'],
	// Built from src/cli/main.ts; lint does not ask for a build first.
	ignoreIssues: {'bin/container-lessons.js': ['unresolved']},
} satisfies KnipConfig;
