/**
 * A real S3 server inside the process, with signature checks on, for the demo and for tests.
 *
 * <p>May use s3proxy. Must never know Loupe.
 */
package dev.loupe.demo.store;
