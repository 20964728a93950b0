// Every command as data, loaded without its code, so that --help stays fast and never disagrees.

import type {CommandDefinition} from './define-command.js';

const JSON_OPTION = {
	json: {type: 'boolean', describe: 'Print JSON for a machine to read'},
} as const;
const YES_OPTION = {yes: {type: 'boolean', alias: 'y', describe: "Don't ask"}} as const;
const ID = {describe: 'A lesson: 010, or its slug', type: 'string'} as const;

/** Every command there is. The help, the completion and the README print this table. */
export const COMMANDS: readonly CommandDefinition[] = [
	{
		usage: 'start [id]',
		describe: 'Go on where you were, or go to a lesson',
		positionals: {id: ID},
		options: {
			plain: {
				type: 'boolean',
				describe: 'Lines instead of a full screen (screen readers, TERM=dumb)',
			},
			path: {
				choices: ['core', 'all'],
				describe: 'The core path, half an hour, or everything; kept until it is changed',
			},
			room: {
				type: 'string',
				describe: 'Join the room of a workshop, CODE@HOST; first it says what will be sent',
			},
			'room-dry-run': {
				type: 'boolean',
				describe: 'Join no room, and print each message that one would get',
			},
		},
		example: ['container-lessons start 030', 'Open the lesson on PID namespaces'],
		load: async () => (await import('./commands/start.js')).runStart,
	},
	{
		usage: 'practice [id]',
		describe: 'Missions of lessons you have done, with new values: a state to reach, no recipe',
		positionals: {id: ID},
		options: {
			...JSON_OPTION,
			plain: {type: 'boolean', describe: 'Lines instead of a full screen'},
			list: {type: 'boolean', describe: 'Only show which there are, and when each was passed'},
		},
		example: ['container-lessons practice', 'The one that was longest ago comes first'],
		load: async () => (await import('./commands/practice.js')).runPractice,
	},
	{
		usage: 'list',
		describe: 'Lessons, what you have done, and what of each this host can do',
		options: JSON_OPTION,
		example: ['container-lessons list', 'Show the course'],
		load: async () => (await import('./commands/list.js')).runList,
	},
	{
		usage: 'doctor [files..]',
		describe: 'Try what the course needs of this host, and say how to mend what is missing',
		positionals: {
			files: {type: 'string', array: true, describe: 'With --compare: what --json wrote, or -'},
		},
		options: {
			...JSON_OPTION,
			wait: {
				type: 'number',
				default: 3,
				describe: 'How many seconds this host may take to answer',
			},
			compare: {
				type: 'boolean',
				describe: 'Instead, put what --json wrote on other hosts side by side',
			},
		},
		example: ['container-lessons doctor', 'Run it the day before a workshop'],
		load: async () => (await import('./commands/doctor.js')).runDoctor,
	},
	{
		usage: 'verify [ids..]',
		describe: 'Prove the exercises on this host: every right attempt passes, every wrong one fails',
		positionals: {ids: {...ID, array: true}},
		options: {
			...JSON_OPTION,
			times: {type: 'number', default: 1, describe: 'How often to prove each'},
			jobs: {
				type: 'number',
				describe: 'How many sandboxes may run at once (one for every two processors)',
			},
			again: {
				type: 'boolean',
				describe: 'Try a claim that does not hold once more, and say which held only then',
			},
			only: {type: 'string', describe: 'Only claims whose name contains this text'},
			variants: {
				type: 'boolean',
				describe: 'Instead, other ways to do what right attempts do, and decoys, made by machine',
			},
			sample: {type: 'string', describe: 'Only a share of them, drawn by lot: 1/4 or 0.25'},
			seed: {type: 'string', describe: 'What the lots depend on; the same seed draws the same'},
			minutes: {type: 'number', describe: 'Play them by lot, and begin none after this time'},
			most: {
				type: 'number',
				describe: 'Let so many of a hundred fail; a bar to be lowered, never raised',
			},
		},
		// At 80 columns yargs gives an example half of a row, and breaks a longer one.
		example: ['container-lessons verify 010 --times 2', 'Prove a lesson twice'],
		load: async () => (await import('./commands/verify.js')).runVerify,
	},
	{
		usage: 'try <id>',
		describe:
			'Type a script into an exercise as a learner would, and print the verdict of every step',
		positionals: {id: ID},
		options: {
			...JSON_OPTION,
			script: {
				type: 'string',
				// Takes the next word, even if that is a single dash.
				nargs: 1,
				demandOption: true,
				describe: 'A file, or - for standard input',
			},
			seed: {type: 'number', describe: 'Repeat the values that an attempt made up'},
		},
		example: ['container-lessons try 010 --script a.sh', 'Type the lines of a file into a lesson'],
		load: async () => (await import('./commands/try.js')).runTry,
	},
	{
		usage: 'progress',
		describe: 'What is kept of you, and where',
		options: JSON_OPTION,
		example: ['container-lessons progress', 'Show it'],
		load: async () => (await import('./commands/progress.js')).runProgress,
	},
	{
		usage: 'recap',
		describe: 'What you saw on this host, to keep or to hand in: as Markdown, or as a picture',
		options: {
			markdown: {type: 'string', describe: 'A new file for the Markdown'},
			svg: {type: 'string', describe: 'A new file for the picture'},
			'all-values': {
				type: 'boolean',
				describe: 'Also values with a path, a name of this host or several words',
			},
		},
		example: ['container-lessons recap --svg recap.svg', 'Write it as a picture'],
		load: async () => (await import('./commands/recap.js')).runRecap,
	},
	{
		usage: 'reset <id>',
		describe: 'Forget what you did in one lesson',
		positionals: {id: ID},
		options: YES_OPTION,
		example: ['container-lessons reset 020', 'Start lesson 020 afresh'],
		load: async () => (await import('./commands/reset.js')).runReset,
	},
	{
		usage: 'config [name] [value]',
		describe:
			'What you have chosen for good: lines instead of a full screen, the key that speaks to the guide',
		positionals: {
			name: {type: 'string', describe: 'plain or guide-key'},
			value: {type: 'string', describe: 'on or off; a key: f8, ctrl-o'},
		},
		options: JSON_OPTION,
		example: ['container-lessons config plain on', 'Always lines'],
		load: async () => (await import('./commands/config.js')).runConfig,
	},
	{
		usage: 'export [file]',
		describe: 'Write your progress to a file, to take it to another machine',
		positionals: {
			file: {type: 'string', describe: 'A new file, or - for standard output', default: '-'},
		},
		example: ['container-lessons export progress.json', 'Save it'],
		load: async () => (await import('./commands/export.js')).runExport,
	},
	{
		usage: 'import <file>',
		describe: 'Add the progress of an exported file to yours',
		positionals: {file: {type: 'string', describe: 'A file that export wrote, or -'}},
		options: YES_OPTION,
		example: ['container-lessons import progress.json', 'Bring it in'],
		load: async () => (await import('./commands/import.js')).runImport,
	},
	{
		usage: 'clean',
		describe: 'Remove what a killed run may have left behind (control groups)',
		example: ['container-lessons clean', 'Sweep'],
		load: async () => (await import('./commands/clean.js')).runClean,
	},
	{
		usage: 'room <action> [words..]',
		describe:
			'Open a room for a workshop, watch who is where, speak to all: open, watch, say, meet',
		positionals: {
			action: {choices: ['open', 'watch', 'say', 'meet'], describe: 'What to do', type: 'string'},
			words: {
				type: 'string',
				array: true,
				describe: 'open NAME; watch CODE@HOST; say CODE@HOST WORDS; meet CODE@HOST 020',
			},
		},
		options: {
			...JSON_OPTION,
			once: {type: 'boolean', describe: 'watch: print the room as it stands, and end'},
			plain: {type: 'boolean', describe: 'watch: lines instead of a full screen'},
			seats: {type: 'number', describe: 'open: how many learners (30)'},
			host: {
				type: 'string',
				describe: 'open: what learners reach (127.0.0.1); A,B,C for a cluster',
			},
			port: {type: 'number', describe: 'open: the port of the server (4222)'},
			hours: {type: 'number', describe: 'open: how long rows are kept (24)'},
			cert: {type: 'string', describe: 'open: the file of a certificate, for encryption'},
			key: {type: 'string', describe: 'open: the file of its key'},
			folder: {type: 'string', describe: 'open: the folder to write (NAME)'},
		},
		example: ['container-lessons room open kernel-days', 'Write what a room needs'],
		load: async () => (await import('./commands/room.js')).runRoom,
	},
	{
		usage: 'lint [dir]',
		describe: 'Check lessons and exercises without running them',
		positionals: {dir: {type: 'string', describe: 'A folder with lessons/ and exercises/'}},
		options: JSON_OPTION,
		example: ['container-lessons lint my-pack', 'Check your own lessons'],
		load: async () => (await import('./commands/lint.js')).runLint,
	},
	{
		usage: 'new <name>',
		describe: 'Write a small lesson with an exercise, whose words you replace',
		positionals: {name: {describe: 'Its id and its slug: 500-two-names', type: 'string'}},
		example: ['container-lessons new 500-two-names', 'Begin a pack of your own here'],
		load: async () => (await import('./commands/new.js')).runNew,
	},
	{
		usage: 'xray [target..]',
		describe: 'What a process or a container of this host is, has and shares, live or once',
		positionals: {
			target: {
				type: 'string',
				array: true,
				describe: 'A pid, or a container by name or id; without, what runs in other namespaces',
			},
		},
		options: {
			...JSON_OPTION,
			once: {type: 'boolean', describe: 'Print it, and do not stay; so it is in a pipe'},
			diff: {type: 'boolean', describe: 'Instead, what two of them share, and in what they differ'},
		},
		example: ['container-lessons xray --diff 1 web', 'What a container has of its own'],
		load: async () => (await import('./commands/xray.js')).runXray,
	},
	{
		usage: 'facts',
		describe: 'What a lesson may name, and its value on this host',
		options: JSON_OPTION,
		example: ['container-lessons facts', 'Show all of them'],
		load: async () => (await import('./commands/facts.js')).runFacts,
	},
];
