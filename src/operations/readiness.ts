/** Whether we still take work: false from the first sign that we are to stop. */
export class Readiness {
  stopping = false;
}
