import {characterEntities} from 'character-entities';
import {expect, test} from 'vitest';
import {packedEntities} from '../../scripts/packed-entities.mjs';

test('the packed table of characters is the table', async () => {
	const source = Buffer.from(packedEntities()).toString('base64');
	const packed = await import(`data:text/javascript;base64,${source}`);
	expect(Object.keys(characterEntities).length).toBeGreaterThan(2000);
	expect(packed.characterEntities).toEqual(characterEntities);
});
