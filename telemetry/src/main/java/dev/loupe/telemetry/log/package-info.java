/**
 * Log set-up: text for people, ECS JSON for machines.
 *
 * <p>May use Logback and its ECS encoder. Must never know what is logged, nor let a slow reader of the log slow down
 * whoever writes to it.
 */
package dev.loupe.telemetry.log;
