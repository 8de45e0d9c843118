/**
 * Container images of the deployables and the demo, made by Jib without a container engine, as archives that {@code
 * docker load} takes.
 *
 * <p>Knows where the build leaves its files, and how a process is started from them. Must never know a path, a
 * configuration key, or how traces work.
 */
package dev.loupe.deploy.image;
