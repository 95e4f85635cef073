package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
    private static Track song() {
        return Track.builder("t1")
                .title("Song \uD834\uDD1E")
                .album("b1")
                .artist("a1")
                .credit("a2", CreditRole.FEATURED)
                .genres(List.of("rock", "indie"))
                .tags(List.of("night"))
                .durationMillis(200_000)
                .released(new ReleaseDate(2024, 5, 0))
                .explicit(Explicit.EXPLICIT)
                .ageRating(AgeRating.FROM_19, 1_700_000_000_000L)
                .recordingGroup("r1")
                .aiGenerated(AiGenerated.PARTIAL)
                .playable(false)
                .build();
    }

    @Test
    void aTrackComesBackAsItWentIn() {
        CatalogBuilder builder = new CatalogBuilder();
        int t = builder.addTrack(song());
        Catalog catalog = builder.build();
        assertThat(catalog.track(t)).isEqualTo(song());
        assertThat(catalog.trackTold(t)).isTrue();
        assertThat(catalog.mainArtist(t)).isEqualTo(catalog.artists().indexOf("a1"));
        assertThat(catalog.creditRole(t, 1)).isEqualTo(CreditRole.FEATURED);
        assertThat(catalog.released(t)).isEqualTo(20240500);
        assertThat(catalog.artistTold(0)).isFalse();
        assertThat(catalog.albumTold(0)).isFalse();
    }

    @Test
    void whatIsOnlyReferredToIsKnownByIdAlone() {
        CatalogBuilder builder = new CatalogBuilder();
        builder.track("ghost");
        for (int i = 0; i < 40; i++) {
            builder.track("g" + i);
        }
        Catalog catalog = builder.build();
        assertThat(catalog.trackTold(0)).isFalse();
        assertThat(catalog.track(0)).isEqualTo(Track.builder("ghost").build());
        assertThat(catalog.track(40)).isEqualTo(Track.builder("g39").build());
        assertThat(catalog.mainArtist(0)).isEqualTo(IdMap.ABSENT);
        assertThat(catalog.album(0)).isEqualTo(IdMap.ABSENT);
        assertThat(catalog.recordingGroup(0)).isEqualTo(IdMap.ABSENT);
        assertThat(catalog.durationMillis(0)).isEqualTo(-1);
        assertThat(catalog.playable(0)).isTrue();
    }

    @Test
    void anEntityMayBeReferredToBeforeItIsToldAndKeepsItsIndex() {
        CatalogBuilder builder = new CatalogBuilder();
        builder.addTrack(song());
        int a2 = builder.artist("a2");
        assertThat(builder.artistTold("a2")).isFalse();
        assertThat(builder.addArtist(new Artist("a2", "Second"))).isEqualTo(a2);
        assertThat(builder.artistTold("a2")).isTrue();
        int b1 = builder.album("b1");
        assertThat(builder.addAlbum(new Album("b1", "First", List.of("a2", "a9"), new ReleaseDate(1999, 0, 0))))
                .isEqualTo(b1);
        Catalog catalog = builder.build();
        assertThat(catalog.artistName(a2)).isEqualTo("Second");
        assertThat(catalog.artistName(0)).isEmpty();
        assertThat(catalog.albumTitle(b1)).isEqualTo("First");
        assertThat(catalog.albumReleased(b1)).isEqualTo(19990000);
        assertThat(catalog.albumArtists().toArray(b1))
                .containsExactly(a2, catalog.artists().indexOf("a9"));
    }

    @Test
    void aSecondEntityOfTheSameIdIsRefusedAndTheFirstStays() {
        CatalogBuilder builder = new CatalogBuilder();
        builder.addTrack(song());
        builder.addArtist(new Artist("a1", "One"));
        builder.addAlbum(new Album("b1", "Album", List.of(), ReleaseDate.UNKNOWN));
        assertThatThrownBy(() ->
                        builder.addTrack(Track.builder("t1").title("Other").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("track 't1' was added before");
        assertThatThrownBy(() -> builder.addArtist(new Artist("a1", "Two"))).hasMessage("artist 'a1' was added before");
        assertThatThrownBy(() -> builder.addAlbum(new Album("b1", "x", List.of(), ReleaseDate.UNKNOWN)))
                .hasMessage("album 'b1' was added before");
        Catalog catalog = builder.build();
        assertThat(catalog.track(0)).isEqualTo(song());
        assertThat(catalog.artistName(0)).isEqualTo("One");
    }

    @Test
    void aRefusedTrackLeavesNothingBehind() {
        CatalogBuilder builder = new CatalogBuilder();
        for (Track bad : List.of(
                Track.builder("t").album("b").artist("").build(),
                Track.builder("t").artist("a").genres(List.of("g", "")).build(),
                Track.builder("t").artist("a").tags(List.of("\uD800")).build(),
                Track.builder("t").recordingGroup("\uDC00").artist("a").build(),
                Track.builder("").artist("a").build())) {
            assertThatThrownBy(() -> builder.addTrack(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> builder.addAlbum(new Album("b", "", List.of("a", ""), ReleaseDate.UNKNOWN)))
                .isInstanceOf(IllegalArgumentException.class);
        Catalog catalog = builder.build();
        assertThat(catalog.trackCount()).isZero();
        assertThat(catalog.artists().size()).isZero();
        assertThat(catalog.albums().size()).isZero();
        assertThat(catalog.genres().size()).isZero();
    }

    @Test
    void aGenreIsShownByItsNameOrElseItsId() {
        CatalogBuilder builder = new CatalogBuilder();
        builder.genre("GN0100");
        builder.nameGenre("GN0200", "\uBC1C\uB77C\uB4DC");
        Catalog catalog = builder.build();
        assertThat(catalog.genreName(0)).isEqualTo("GN0100");
        assertThat(catalog.genreName(1)).isEqualTo("\uBC1C\uB77C\uB4DC");
    }

    @Test
    void aCatalogueBuiltBeforeDoesNotSeeWhatIsAddedLater() {
        CatalogBuilder builder = new CatalogBuilder();
        int t = builder.track("t1");
        Catalog before = builder.build();
        builder.addTrack(song());
        assertThat(before.trackTold(t)).isFalse();
        assertThat(before.title(t)).isEmpty();
        assertThat(before.ageRatingFromMillis(t)).isEqualTo(Long.MIN_VALUE);
        assertThat(builder.build().track(t)).isEqualTo(song());
    }

    @Test
    void theLongestDurationIsHeldAndANegativeOneRefused() {
        CatalogBuilder builder = new CatalogBuilder();
        builder.addTrack(Track.builder("t").durationMillis(Integer.MAX_VALUE).build());
        assertThat(builder.build().durationMillis(0)).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> Track.builder("t").durationMillis(-2).build())
                .hasMessageContaining("durationMillis -2");
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void tracksToldInAnyOrderComeBackAsTheyWentIn(long seed) {
        Random random = new Random(seed);
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            tracks.add(randomTrack("t" + i, random));
        }
        CatalogBuilder builder = new CatalogBuilder();
        for (int i = 0; i < 500; i++) {
            if (random.nextInt(3) == 0) {
                builder.track("t" + random.nextInt(600));
            }
        }
        List<Track> order = new ArrayList<>(tracks);
        Collections.shuffle(order, random);
        order.forEach(builder::addTrack);
        Catalog catalog = builder.build();
        for (Track track : tracks) {
            int t = catalog.tracks().indexOf(track.id());
            assertThat(catalog.track(t))
                    .as("seed %d, track %s", seed, track.id())
                    .isEqualTo(track);
        }
        IntStream.range(0, catalog.trackCount())
                .filter(t -> !catalog.trackTold(t))
                .forEach(t -> assertThat(catalog.track(t))
                        .as("seed %d", seed)
                        .isEqualTo(Track.builder(catalog.tracks().id(t)).build()));
    }

    private static Track randomTrack(String id, Random random) {
        Track.Builder track = Track.builder(id).title(random.nextBoolean() ? "" : "T" + random.nextInt());
        for (int j = random.nextInt(4); j > 0; j--) {
            track.credit("a" + random.nextInt(50), any(CreditRole.values(), random));
        }
        if (random.nextBoolean()) {
            track.album("b" + random.nextInt(80)).recordingGroup("r" + random.nextInt(300));
        }
        if (random.nextInt(4) == 0) {
            track.ageRating(any(AgeRating.values(), random), random.nextLong());
        }
        return track.genres(random.nextBoolean() ? List.of() : List.of("g" + random.nextInt(9), "g9"))
                .tags(random.nextBoolean() ? List.of() : List.of("x" + random.nextInt(9)))
                .durationMillis(random.nextInt(500_000) - 1)
                .released(random.nextBoolean() ? ReleaseDate.UNKNOWN : new ReleaseDate(1 + random.nextInt(9999), 2, 28))
                .explicit(any(Explicit.values(), random))
                .aiGenerated(any(AiGenerated.values(), random))
                .playable(random.nextBoolean())
                .build();
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
