import type {Inspection, NotableMount} from '../../domain/inspection.js';
import type {Symbols} from '../text/theme.js';
import {line, type TextLine} from '../text/wrap-text.js';
import {factRows, type InspectionStyle, listRows, shortPath, words} from './inspection-rows.js';
import {basePlace, baseWord} from './inspection-words.js';

/** Where each row says what it is a row of. */
export function mountRows(inspection: Inspection, style: InspectionStyle): readonly TextLine[] {
	const {subject, mounts, namespaces, base} = inspection;
	const isShared = namespaces.find(({kind}) => kind === 'mnt')?.isShared;
	const root = mounts?.notable.find(({why}) => why === 'root');
	const others = (mounts?.notable ?? []).filter((one) => one !== root);
	return [
		...factRows('root', rootWords(inspection, root, style.symbols), style),
		...(subject.cwd === undefined
			? []
			: factRows('directory', words(shortPath(subject.cwd, style.symbols)), style)),
		...(subject.exe === undefined
			? []
			: factRows('program', words(shortPath(subject.exe, style.symbols)), style)),
		...(mounts === undefined
			? []
			: factRows(
					'mounts',
					words(
						`${mounts.isWhole ? '' : 'more than '}${mounts.count}${isShared ? `, the table is ${baseWord(base)}` : ''}`,
					),
					style,
				)),
		...others.flatMap((one) =>
			factRows(
				one.why === 'engine-socket' ? 'ENGINE' : '',
				mountWords(one, inspection, style.symbols),
				style,
			),
		),
		...listRows('hidden', mounts?.masked ?? [], style),
		...listRows('read-only', mounts?.readOnly ?? [], style),
	];
}

function rootWords(
	{subject, base}: Inspection,
	root: NotableMount | undefined,
	symbols: Symbols,
): TextLine {
	const place =
		subject.root === undefined || subject.root === '/' ? [] : [`${subject.root} (chroot)`];
	if (root === undefined) return words([...place, 'its mount is not told'].join(', '));
	const text = [...place, ...sourceWords(root, basePlace(base))].join(', ');
	return words(shortPath(text, symbols));
}

/** What a mount is, and whose files it shows. */
function sourceWords({mount, hostPath}: NotableMount, place: string): readonly string[] {
	const isReadOnly = mount.options.includes('ro');
	const rights = isReadOnly ? 'read-only' : 'writable';
	if (mount.type === 'overlay') {
		const option = (name: string): string | undefined =>
			mount.superOptions.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
		const layers = (option('lowerdir') ?? '').split(':').filter(Boolean).length;
		const upper = option('upperdir');
		return [
			`overlay of ${layers} ${layers === 1 ? 'layer' : 'layers'}`,
			...(upper === undefined ? ['read-only'] : [`${rights}, what it writes is in ${upper}`]),
		];
	}
	const from =
		hostPath === undefined
			? mount.source === mount.type
				? []
				: [mount.source]
			: [`${hostPath} ${place}`];
	return [mount.type, ...from, rights];
}

function mountWords(one: NotableMount, {base}: Inspection, symbols: Symbols): TextLine {
	const shared = one.mount.propagation.filter((field) => field !== 'unbindable');
	return [
		...words(one.mount.mountPoint, 'strong'),
		...line('  '),
		...words(
			shortPath(
				[
					...sourceWords(one, basePlace(base)),
					...(one.why === 'engine-socket' ? ['whoever may write to it rules the engine'] : []),
					...(shared.length > 0 ? [shared.map(propagationWord).join(', ')] : []),
				].join(', '),
				symbols,
			),
		),
	];
}

/** mount_namespaces(7), SHARED SUBTREES. */
const propagationWord = (field: string): string => {
	if (field.startsWith('shared:')) return `${field}, mounts come and go both ways`;
	return field.startsWith('master:') ? `${field}, mounts come in` : field;
};
