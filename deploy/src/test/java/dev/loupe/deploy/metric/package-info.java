/** Holds alerts and dashboards against the names of the metrics that Loupe really has. */
package dev.loupe.deploy.metric;
