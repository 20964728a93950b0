// What a room is called and how long it keeps its rows, carried by the name that its server says at once.

export interface RoomName {
	readonly name: string;
	/** Hours that a row is kept. */
	readonly hours: number;
}

/** Letters, digits and dashes: it names a folder and a server. */
export const ROOM_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/;
export const MOST_HOURS = 24 * 14;
const USUAL: RoomName = {name: 'room', hours: 24};

export const serverNameOf = ({name, hours}: RoomName): string => `room.${name}.${hours}h`;

/** Of any other server, as one of a cluster may be, the usual. */
export function parseServerName(text: string): RoomName {
	const [, name = '', hours = ''] = /^room\.([^.]+)\.(\d{1,4})h/.exec(text) ?? [];
	const isOurs = ROOM_NAME.test(name) && Number(hours) >= 1 && Number(hours) <= MOST_HOURS;
	return isOurs ? {name, hours: Number(hours)} : USUAL;
}
