import type {Inspection, Listener, NetworkInterface} from '../../domain/inspection.js';
import type {TextLine} from '../text/wrap-text.js';
import {factRows, type InspectionStyle, listRows, sayBytes, words} from './inspection-rows.js';
import {baseWord} from './inspection-words.js';

/** More make no picture. */
const MOST_INTERFACES = 16;
const MOST_LISTENERS = 24;

export function networkRows(inspection: Inspection, style: InspectionStyle): readonly TextLine[] {
	const {network, namespaces, base} = inspection;
	if (network === undefined)
		return factRows('', words('The kernel does not tell it.', 'quiet'), style);
	const isShared = namespaces.find(({kind}) => kind === 'net')?.isShared;
	const more = network.interfaces.length - MOST_INTERFACES;
	return [
		...(isShared ? factRows('whose', words(baseWord(base)), style) : []),
		...network.interfaces
			.slice(0, MOST_INTERFACES)
			.flatMap((one) => factRows(one.name, words(interfaceWords(one)), style)),
		...(more > 0 ? factRows('', words(`${style.symbols.ellipsis} ${more} more`), style) : []),
		...listRows('addresses', network.otherAddresses, style, MOST_LISTENERS),
		...(network.gateway === undefined ? [] : factRows('gateway', words(network.gateway), style)),
		...(network.listeners.length === 0
			? factRows('listens', words('nothing in this network namespace listens'), style)
			: listRows('listens', network.listeners.map(listenerWords), style, MOST_LISTENERS)),
		...(network.isWhole
			? []
			: factRows('', words('There are more sockets than were read.'), style)),
	];
}

function interfaceWords({addresses, receivedBytes, sentBytes, dropped}: NetworkInterface): string {
	return [
		addresses.length === 0 ? 'no address' : addresses.join(' '),
		`received ${sayBytes(receivedBytes)}`,
		`sent ${sayBytes(sentBytes)}`,
		...(dropped > 0 ? [`dropped ${dropped}`] : []),
	].join(', ');
}

export const listenerWords = ({protocol, address, port}: Listener): string => {
	const host = address.includes(':') ? `[${address}]` : address;
	return `${protocol} ${host}:${port}`;
};
