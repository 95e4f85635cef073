package io.reco.core.world;

/** Keys of the independent random streams of a world: nothing that is drawn for one purpose moves another. */
final class Streams {
    static final long SCENES = 1;
    static final long DISCOGRAPHY = 2;
    static final long ARTIST = 3;
    static final long ALBUM = 4;
    static final long TRACK = 5;
    static final long LISTENER = 6;
    static final long LIFE = 7;
    static final long REGION = 8;
    static final long SCENE_MOOD = 9;

    private Streams() {}
}
