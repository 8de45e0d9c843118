/** The deployment files against the Compose specification, and against what our processes accept. */
package dev.loupe.deploy.compose;
