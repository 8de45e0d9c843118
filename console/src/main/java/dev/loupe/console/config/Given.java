package dev.loupe.console.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that has to be given where its group is not there by default: as an item of a list, or as a group that may be
 * left out. The group's other keys then keep the values of the record's static method {@code defaults()}, if it has one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Given {}
