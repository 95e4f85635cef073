package io.reco.core.validate;

/**
 * Something worth looking at.
 *
 * @param severity how much it matters
 * @param code what kind of finding it is, for programs: {@code "time-gap"}
 * @param message what was seen, with numbers
 * @param advice what to do about it, one line
 */
public record Finding(Severity severity, String code, String message, String advice) {}
