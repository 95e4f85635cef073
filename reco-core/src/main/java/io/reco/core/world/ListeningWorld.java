package io.reco.core.world;

import io.reco.core.data.Album;
import io.reco.core.data.Artist;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import io.reco.core.data.Playlist;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import java.util.List;

/**
 * An invented music service: who listens to what, and why. Every number comes from the seed; a character depends on the
 * seed and its index alone, so that characters can be generated in any order and on any number of threads, with the same
 * result.
 *
 * <p>What is true in it:
 * <ul>
 *   <li>Artists are in scenes of about 15, the scenes of a genre in a ring; genres are in families. The popularity of artists,
 *       and of the tracks of an artist, follows Zipf's law.
 *   <li>A character has one to three tastes, each around a scene and drifting along its ring. Which genres it likes depends
 *       on its gender, its age and a little on its region; not every profile tells them.
 *   <li>It listens in sessions, at its time of day. A session goes by one taste, with runs of an artist or album. About half
 *       of the listens are to tracks known before, more likely the more often and the more lately they were heard. What is off
 *       taste or unknown is skipped more, favourites less.
 *   <li>It seldom hears genres it dislikes and artists it blocked, and never what it may not play. Tracks are heard from their
 *       release on, new ones more.
 *   <li>Playlists keep to one taste.
 * </ul>
 *
 * <p>Memory is about 24 MB for a million tracks of 100,000 artists, however many characters there are. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * ListeningWorld world = ListeningWorld.of(WorldOptions.small());
 * Dataset data = world.dataset();
 * int scene = world.truth().sceneOfArtist(data.catalog().mainArtist(0));
 * }</pre>
 */
public final class ListeningWorld {
    private final WorldOptions options;
    private final Scenes scenes;
    private final Discography discography;
    private final MusicFacts facts;

    private ListeningWorld(WorldOptions options) {
        this.options = options;
        scenes = new Scenes(options);
        discography = new Discography(options, scenes);
        facts = new MusicFacts(options, scenes, discography);
    }

    /** The world of these options. O(artists + tracks). */
    public static ListeningWorld of(WorldOptions options) {
        return new ListeningWorld(options);
    }

    /** Its options. */
    public WorldOptions options() {
        return options;
    }

    /** What the data do not tell. */
    public GroundTruth truth() {
        return new GroundTruth(options, scenes, discography);
    }

    /** Artist {@code a}, in [0, {@link WorldOptions#artists}). */
    public Artist artist(int a) {
        return facts.artist(a);
    }

    /** Number of albums. */
    public int albumCount() {
        return discography.albumCount();
    }

    /** Album {@code b}, in [0, {@link #albumCount()}). */
    public Album album(int b) {
        return facts.album(b);
    }

    /** Track {@code t}, in [0, {@link WorldOptions#tracks}). */
    public Track track(int t) {
        return facts.track(t);
    }

    /** Character {@code c}, in [0, {@link WorldOptions#characters}). */
    public Profile profile(int c) {
        return new Listener(c, options, scenes).profile();
    }

    /**
     * Gives everything to the sink: first the catalogue, then character after character with its events and playlists.
     * Nothing is kept.
     */
    public void stream(WorldSink sink) {
        for (int g = 0; g < options.genres(); g++) {
            sink.genre(Genre.ALL.get(g).id(), Genre.ALL.get(g).name());
        }
        for (int a = 0; a < options.artists(); a++) {
            sink.artist(facts.artist(a));
        }
        for (int b = 0; b < discography.albumCount(); b++) {
            sink.album(facts.album(b));
        }
        for (int t = 0; t < options.tracks(); t++) {
            sink.track(facts.track(t));
        }
        ListenerLife life = life();
        for (int c = 0; c < options.characters(); c++) {
            Listener listener = new Listener(c, options, scenes);
            sink.character(listener.profile());
            life.live(listener, sink).forEach(sink::playlist);
        }
    }

    /**
     * Gives the events of characters {@code [from, to)} to the sink. Ranges may be generated at the same time, each with a
     * sink of its own.
     */
    public void streamEvents(int from, int to, EventSink sink) {
        if (from < 0 || to < from || to > options.characters()) {
            throw new IllegalArgumentException(
                    "characters [" + from + ", " + to + ") are not within [0, " + options.characters() + ")");
        }
        ListenerLife life = life();
        for (int c = from; c < to; c++) {
            List<Playlist> unused = life.live(new Listener(c, options, scenes), sink);
        }
    }

    /** Everything in memory. Index {@code i} of a kind is the i-th that {@link #stream} gives of it. */
    public Dataset dataset() {
        DatasetBuilder builder = Dataset.builder("world-" + options.seed());
        stream(new Collector(builder));
        return builder.build();
    }

    private ListenerLife life() {
        return new ListenerLife(options, scenes, discography, facts);
    }

    private record Collector(DatasetBuilder builder) implements WorldSink {
        @Override
        public void genre(String id, String name) {
            builder.catalog().nameGenre(id, name);
        }

        @Override
        public void artist(Artist artist) {
            builder.catalog().addArtist(artist);
        }

        @Override
        public void album(Album album) {
            builder.catalog().addAlbum(album);
        }

        @Override
        public void track(Track track) {
            builder.catalog().addTrack(track);
        }

        @Override
        public void character(Profile profile) {
            builder.addCharacter(profile);
        }

        @Override
        public void playlist(Playlist playlist) {
            builder.addPlaylist(playlist);
        }

        @Override
        public void event(int c, int t, long timeMillis, EventType type, int millisPlayed, Origin origin) {
            builder.events().add(c, t, timeMillis, type, millisPlayed, Float.NaN, origin);
        }
    }
}
