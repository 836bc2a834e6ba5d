/* What the software tokens share: files and switches in the library's own folder, tries, and SM2.

   key.der (an EC private key), cert.der, tries (wrong PINs still allowed) and switches, a text of words
   that is read anew at every call. The PIN is 12345678; three wrong ones lock it for good. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIN "12345678"
#define MOST_TRIES 3
#define SHARED static __attribute__((unused))

typedef unsigned char BYTE;

SHARED void in_folder(const char *name, char *path, size_t room) {
  Dl_info here;
  dladdr((void *)in_folder, &here);
  const char *end = strrchr(here.dli_fname, '/');
  snprintf(path, room, "%.*s/%s", (int)(end - here.dli_fname), here.dli_fname, name);
}

SHARED size_t content_of(const char *name, BYTE *content, size_t room) {
  char path[4096];
  in_folder(name, path, sizeof path);
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  size_t length = fread(content, 1, room, file);
  fclose(file);
  return length;
}

/* The text after `word=`, or an empty one after the bare word; NULL when it is not among the switches. */
SHARED const char *switched(const char *word) {
  static char text[4096];
  text[content_of("switches", (BYTE *)text, sizeof text - 1)] = 0;
  for (char *each = strtok(text, " \n"); each; each = strtok(NULL, " \n")) {
    size_t length = strlen(word);
    if (!strncmp(each, word, length) && (each[length] == '=' || !each[length]))
      return each[length] ? each + length + 1 : "";
  }
  return NULL;
}

SHARED int is_at(const char *word, const char *function) {
  const char *value = switched(word);
  return value && !strcmp(value, function);
}

SHARED long insertion(void) { const char *value = switched("insertion"); return value ? atol(value) : 1; }

/* A library that never comes back says so first, in the file `hanging`. */
SHARED void hang(void) {
  char path[4096];
  in_folder("hanging", path, sizeof path);
  FILE *file = fopen(path, "wb");
  if (file) fclose(file);
  for (;;) pause();
}

SHARED int tries_left(void) {
  BYTE text[8] = {0};
  return content_of("tries", text, sizeof text - 1) ? atoi((char *)text) : MOST_TRIES;
}

SHARED void set_tries_left(int tries) {
  char path[4096];
  in_folder("tries", path, sizeof path);
  FILE *file = fopen(path, "wb");
  if (!file) abort();
  fprintf(file, "%d", tries);
  fclose(file);
}

/* SM2 by the libcrypto that the system runs with; no headers are needed. */
SHARED int signature_of(const BYTE e[32], BYTE r[32], BYTE s[32]) {
  void *crypto = dlopen("libcrypto.so.3", RTLD_NOW);
  if (!crypto) return 0;
  void *(*read_key)(void **, const BYTE **, long) = dlsym(crypto, "d2i_AutoPrivateKey");
  void *(*new_context)(void *, void *) = dlsym(crypto, "EVP_PKEY_CTX_new");
  int (*begin)(void *) = dlsym(crypto, "EVP_PKEY_sign_init");
  int (*sign)(void *, BYTE *, size_t *, const BYTE *, size_t) = dlsym(crypto, "EVP_PKEY_sign");
  void (*free_context)(void *) = dlsym(crypto, "EVP_PKEY_CTX_free");
  void (*free_key)(void *) = dlsym(crypto, "EVP_PKEY_free");
  BYTE der[4096], signature[80];
  const BYTE *at = der;
  size_t length = sizeof signature;
  void *key = read_key(NULL, &at, (long)content_of("key.der", der, sizeof der));
  if (!key) return 0;
  void *context = new_context(key, NULL);
  int done = context && begin(context) == 1 && sign(context, signature, &length, e, 32) == 1;
  free_context(context);
  free_key(key);
  if (!done) return 0;
  const BYTE *number = signature + 2;  /* SEQUENCE of two short INTEGERs */
  BYTE *out[2] = {r, s};
  for (int i = 0; i < 2; i++) {
    int bytes = number[1];
    const BYTE *first = number + 2;
    number = first + bytes;
    while (bytes > 32) { first++; bytes--; }
    memset(out[i], 0, 32);
    memcpy(out[i] + 32 - bytes, first, bytes);
  }
  return 1;
}
