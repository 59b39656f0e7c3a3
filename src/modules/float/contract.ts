export { floatCollections, FloatNeeds, type FloatDocument, type Need } from './float.js';
