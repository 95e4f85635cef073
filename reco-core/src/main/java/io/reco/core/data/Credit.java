package io.reco.core.data;

/**
 * One artist's part in a track.
 *
 * @param artistId raw id of the artist
 * @param role its part
 */
public record Credit(String artistId, CreditRole role) {}
