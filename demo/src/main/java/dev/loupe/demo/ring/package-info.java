/**
 * Rings as 3D models: valid files of the formats that jewellers exchange, of any size, made as they are written.
 *
 * <p>May use the JDK only. Must never know S3 or Loupe.
 */
package dev.loupe.demo.ring;
