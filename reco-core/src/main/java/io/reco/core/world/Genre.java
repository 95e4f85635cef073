package io.reco.core.world;

import java.util.List;

/**
 * A genre of the invented world. The numbers are made up to be plausible, not measured.
 *
 * @param id raw id
 * @param name shown name
 * @param family genres of one family are near each other in taste
 * @param popularity relative popularity
 * @param femaleTilt log of the factor by which women choose it more often than average; men by its inverse
 * @param ageCentre age in years at which it is liked most
 * @param explicitShare share of tracks with explicit words
 * @param minutes mean length of a track
 */
record Genre(
        String id,
        String name,
        String family,
        double popularity,
        double femaleTilt,
        int ageCentre,
        double explicitShare,
        double minutes) {

    static final List<Genre> ALL = List.of(
            new Genre("k-pop", "K-Pop", "pop", 10, 0.5, 20, 0.02, 3.2),
            new Genre("ballad", "Ballad", "pop", 8, 0.3, 36, 0.00, 4.2),
            new Genre("hip-hop", "Hip-Hop", "hip-hop", 8, -0.4, 23, 0.45, 3.3),
            new Genre("dance-pop", "Dance Pop", "pop", 7, 0.4, 24, 0.05, 3.3),
            new Genre("indie-rock", "Indie Rock", "rock", 5, -0.1, 29, 0.06, 3.8),
            new Genre("rnb", "R&B", "soul", 6, 0.1, 28, 0.18, 3.6),
            new Genre("trot", "Trot", "roots", 4, 0.1, 60, 0.00, 3.5),
            new Genre("house", "House", "electronic", 4, -0.2, 29, 0.04, 5.0),
            new Genre("metal", "Metal", "metal", 3, -0.7, 36, 0.20, 4.6),
            new Genre("jazz", "Jazz", "jazz", 3, -0.1, 48, 0.00, 5.6),
            new Genre("classical", "Classical", "classical", 3, 0.1, 52, 0.00, 6.5),
            new Genre("soundtrack", "Soundtrack", "classical", 4, 0.2, 33, 0.00, 3.6),
            new Genre("synth-pop", "Synth-Pop", "pop", 4, 0.1, 31, 0.04, 3.8),
            new Genre("indie-pop", "Indie Pop", "pop", 5, 0.3, 25, 0.04, 3.5),
            new Genre("trap", "Trap", "hip-hop", 5, -0.5, 19, 0.60, 2.9),
            new Genre("alternative-rock", "Alternative Rock", "rock", 4, -0.2, 37, 0.08, 4.0),
            new Genre("neo-soul", "Neo Soul", "soul", 3, 0.2, 30, 0.12, 4.0),
            new Genre("folk", "Folk", "roots", 3, 0.1, 47, 0.01, 3.8),
            new Genre("techno", "Techno", "electronic", 2.5, -0.5, 30, 0.02, 5.8),
            new Genre("city-pop", "City Pop", "pop", 2.5, 0.1, 32, 0.01, 4.3),
            new Genre("classic-rock", "Classic Rock", "rock", 4, -0.3, 54, 0.04, 4.5),
            new Genre("boom-bap", "Boom Bap", "hip-hop", 2.5, -0.5, 33, 0.50, 3.6),
            new Genre("lo-fi", "Lo-Fi", "hip-hop", 3, 0.1, 21, 0.01, 2.4),
            new Genre("soul", "Soul", "soul", 2.5, 0.1, 46, 0.03, 3.7),
            new Genre("singer-songwriter", "Singer-Songwriter", "roots", 3.5, 0.4, 31, 0.03, 3.6),
            new Genre("drum-and-bass", "Drum & Bass", "electronic", 2, -0.5, 26, 0.05, 4.6),
            new Genre("ambient", "Ambient", "electronic", 2, 0.0, 35, 0.00, 5.9),
            new Genre("punk", "Punk", "rock", 2, -0.3, 28, 0.20, 2.8),
            new Genre("latin-pop", "Latin Pop", "latin", 3, 0.3, 27, 0.06, 3.4),
            new Genre("reggaeton", "Reggaeton", "latin", 3, 0.0, 23, 0.25, 3.3),
            new Genre("country", "Country", "roots", 2.5, 0.1, 49, 0.03, 3.4),
            new Genre("bossa-nova", "Bossa Nova", "jazz", 1.5, 0.2, 45, 0.00, 3.5),
            new Genre("fusion", "Jazz Fusion", "jazz", 1.2, -0.5, 44, 0.00, 6.2),
            new Genre("shoegaze", "Shoegaze", "rock", 1.5, -0.1, 27, 0.02, 4.8),
            new Genre("progressive-metal", "Progressive Metal", "metal", 1.5, -0.8, 38, 0.08, 6.8),
            new Genre("metalcore", "Metalcore", "metal", 1.5, -0.5, 24, 0.30, 3.8),
            new Genre("piano", "Piano", "classical", 2, 0.3, 40, 0.00, 3.9),
            new Genre("salsa", "Salsa", "latin", 1, 0.1, 46, 0.01, 4.8),
            new Genre("gospel", "Gospel", "soul", 1, 0.3, 50, 0.00, 4.3),
            new Genre("children", "Children's Music", "classical", 2, 0.3, 38, 0.00, 2.1));
}
