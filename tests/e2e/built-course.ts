import {pathToFileURL} from 'node:url';
import {readBuiltCourse} from '../../src/content/read-course.door.js';
import type {Course} from '../../src/domain/course.js';

/** The course of the program that was built. */
export const builtCourse = (): Course => readBuiltCourse(pathToFileURL('dist/course.json.br'));
