/**
 * How Loupe gets onto machines: container images, and (as tests) the checks of the deployment files.
 *
 * <p>The code that ships uses no other module: it takes the files that they built. The tests may use all of them.
 */
package dev.loupe.deploy;
