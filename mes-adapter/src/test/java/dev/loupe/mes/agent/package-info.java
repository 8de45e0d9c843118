/** The sidecar around a service that traces itself: under the stock OpenTelemetry Java agent. */
package dev.loupe.mes.agent;
