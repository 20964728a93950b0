// Boots the Debian 12 and gives two login shells in it: an ordinary user's and root's.
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {toolEnvironment} from '../made-machines.mjs';
import {createSerialShell} from './serial-shell.mjs';

const BOOT_SECONDS = 300;

/**
 * Nothing is written to the disks (-snapshot) and there is no network card. Without KVM everything in it
 * takes ten to twenty times as long as here.
 *
 * @param {{disk: string, program: string, work: string, accel: 'tcg' | 'kvm', append?: string}} options
 */
export async function bootHost({disk, program, work, accel, append = ''}) {
	const paths = {learner: join(work, 'learner.sock'), root: join(work, 'root.sock')};
	const learner = await createSerialShell(paths.learner, /learner@lessons\S*\$ /);
	const root = await createSerialShell(paths.root, /root@lessons\S*# /);
	const drive = (file) => ['-drive', `file=${file},if=virtio,format=raw`];
	const line = (id) => [
		'-chardev',
		`socket,id=${id},path=${paths[id]}`,
		'-serial',
		`chardev:${id}`,
	];
	const emulator = spawn(
		'setpriv',
		[
			...[
				'--pdeathsig',
				'KILL',
				'nice',
				'-n',
				'15',
				'qemu-system-x86_64',
				'-accel',
				accel === 'tcg' ? 'tcg,thread=multi' : accel,
			],
			...['-smp', '2', '-m', '1536', '-display', 'none', '-no-reboot', '-nic', 'none', '-snapshot'],
			...['-kernel', join(disk, 'vmlinuz'), '-initrd', join(disk, 'initrd')],
			...['-append', `root=/dev/vda rw console=ttyS0 quiet ${append}`],
			...drive(join(disk, 'disk.img')),
			...drive(program),
			...['-serial', `file:${join(work, 'console.log')}`],
			...line('learner'),
			...line('root'),
		],
		{env: toolEnvironment, stdio: ['ignore', 'ignore', 'inherit']},
	);
	const exited = new Promise((resolve) => emulator.once('exit', resolve));
	const close = async () => {
		emulator.kill('SIGKILL');
		await exited;
		learner.close();
		root.close();
	};
	const ended = exited.then((code) => {
		throw new Error(`the emulator ended with status ${code} before anybody could log in`);
	});
	try {
		await Promise.race([
			ended,
			Promise.all([learner.login(BOOT_SECONDS), root.login(BOOT_SECONDS)]),
		]);
	} catch (error) {
		await close();
		throw error;
	}
	ended.catch(() => {});
	return {learner, root, close};
}
