/**
 * The company on its stage: the services, a sidecar beside each, the store with its proxy, the story that is played, and the
 * check that traces and journeys tell it rightly.
 *
 * <p>May use everything.
 */
package dev.loupe.demo.company;
