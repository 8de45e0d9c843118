package dev.loupe.deploy.image;

/** An image cannot be made; the message is one line that says why, and what to do. */
final class ImageRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ImageRefused(String message) {
        super(message);
    }
}
