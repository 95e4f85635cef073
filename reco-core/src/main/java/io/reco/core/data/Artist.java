package io.reco.core.data;

/**
 * An artist.
 *
 * @param id raw id
 * @param name shown name; empty when not told
 */
public record Artist(String id, String name) {}
