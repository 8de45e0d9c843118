/**
 * A real S3 server inside the process, with signature checks on, and how any such store is reached.
 *
 * <p>May use s3proxy, the AWS SDK, and the environment of a process. Must never know Loupe.
 */
package dev.loupe.demo.store;
