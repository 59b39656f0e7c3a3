export { People } from './people.js';
export { PeopleModule } from './people.module.js';
