/* A token in software: the functions of GM/T 0016 that signing needs, for tests.

   Build: cc -shared -fPIC -o libsoftskf.so softskf.c -ldl   (-DULONG64 for a vendor whose ULONG has 64 bits)

   Files and switches as in softtoken.h; the switches are:
     unplugged          nothing is plugged in
     insertion=N        how often it was plugged in: handles of another insertion are dead
     pull=FUNCTION      pulled out as that function is called
     hang=FUNCTION      that function never comes back; the file `hanging` tells that it was called
     crash=FUNCTION     that function ends the process
     fail=FUNCTION      that function answers SAR_FAIL
     huge=FUNCTION      that function claims an enormous size
     no-pin-info        SKF_GetPINInfo is not supported
     wrong-signature    the signature is another one's */
#include "../softtoken.h"

#ifdef ULONG64
typedef uint64_t ULONG;
#else
typedef uint32_t ULONG;
#endif
typedef int32_t BOOL;
typedef char *LPSTR;
typedef void *HANDLE;
typedef struct { BYTE r[64]; BYTE s[64]; } ECCSIGNATUREBLOB;

enum {
  OK = 0, FAIL = 0x0A000001, NOT_SUPPORTED = 0x0A000003, BAD_HANDLE = 0x0A000005, BAD_PARAMETER = 0x0A000006,
  NO_CERTIFICATE = 0x0A00001C, SMALL = 0x0A000020, REMOVED = 0x0A000023, PIN_INCORRECT = 0x0A000024,
  PIN_LOCKED = 0x0A000025, NOT_LOGGED_IN = 0x0A00002D, NO_APPLICATION = 0x0A00002E
};

#define DEVICE "SoftKey0"
#define APPLICATION "\xd3\xa6\xd3\xc3"  /* 应用 in GBK */
#define CONTAINER "signing"

static long logged_in_at = -1;  /* the insertion that is logged in */

static ULONG entered(const char *function) {
  printf("a vendor's debug line from %s\n", function);  /* must not reach the helper's frames */
  fflush(stdout);
  if (is_at("hang", function)) hang();
  if (is_at("crash", function)) abort();
  if (is_at("fail", function)) return FAIL;
  if (is_at("pull", function) || switched("unplugged")) { logged_in_at = -1; return REMOVED; }
  return OK;
}

/* A handle is the insertion it was opened at. */
static HANDLE handle_now(void) { return (HANDLE)(intptr_t)(insertion() + 1000); }
static ULONG with_handle(const char *function, HANDLE handle) {
  ULONG answer = entered(function);
  return answer ? answer : handle == handle_now() ? OK : REMOVED;
}

static ULONG give(const char *function, const void *content, ULONG length, void *out, ULONG *room) {
  if (is_at("huge", function)) { *room = 0x7fffffff; return OK; }
  if (!out) { *room = length; return OK; }
  if (*room < length) { *room = length; return SMALL; }
  memcpy(out, content, length);
  *room = length;
  return OK;
}

ULONG SKF_EnumDev(BOOL present, LPSTR names, ULONG *size) {
  (void)present;
  if (switched("unplugged")) return give("SKF_EnumDev", "\0", 2, names, size);
  ULONG answer = entered("SKF_EnumDev");
  return answer ? answer : give("SKF_EnumDev", DEVICE "\0", sizeof DEVICE + 1, names, size);
}

ULONG SKF_ConnectDev(LPSTR name, HANDLE *device) {
  ULONG answer = entered("SKF_ConnectDev");
  if (answer) return answer;
  if (strcmp(name, DEVICE)) return FAIL;
  *device = handle_now();
  return OK;
}

ULONG SKF_DisConnectDev(HANDLE device) { logged_in_at = -1; return with_handle("SKF_DisConnectDev", device); }

ULONG SKF_EnumApplication(HANDLE device, LPSTR names, ULONG *size) {
  ULONG answer = with_handle("SKF_EnumApplication", device);
  return answer ? answer : give("SKF_EnumApplication", APPLICATION "\0", sizeof APPLICATION + 1, names, size);
}

ULONG SKF_OpenApplication(HANDLE device, LPSTR name, HANDLE *application) {
  ULONG answer = with_handle("SKF_OpenApplication", device);
  if (answer) return answer;
  if (strcmp(name, APPLICATION)) return NO_APPLICATION;
  *application = handle_now();
  return OK;
}

ULONG SKF_CloseApplication(HANDLE application) { return with_handle("SKF_CloseApplication", application); }

ULONG SKF_ClearSecureState(HANDLE application) {
  logged_in_at = -1;
  return with_handle("SKF_ClearSecureState", application);
}

ULONG SKF_GetPINInfo(HANDLE application, ULONG type, ULONG *most, ULONG *left, BOOL *preset) {
  ULONG answer = with_handle("SKF_GetPINInfo", application);
  if (answer) return answer;
  if (type != 1) return BAD_PARAMETER;
  if (switched("no-pin-info")) return NOT_SUPPORTED;
  *most = MOST_TRIES;
  *left = tries_left();
  *preset = 0;
  return OK;
}

ULONG SKF_VerifyPIN(HANDLE application, ULONG type, LPSTR pin, ULONG *left) {
  ULONG answer = with_handle("SKF_VerifyPIN", application);
  if (answer) return answer;
  if (type != 1) return BAD_PARAMETER;
  int tries = tries_left();
  *left = tries;
  if (!tries) return PIN_LOCKED;
  if (strcmp(pin, PIN)) {
    set_tries_left(tries - 1);
    *left = tries - 1;
    return tries > 1 ? PIN_INCORRECT : PIN_LOCKED;
  }
  set_tries_left(MOST_TRIES);
  *left = MOST_TRIES;
  logged_in_at = insertion();
  return OK;
}

ULONG SKF_EnumContainer(HANDLE application, LPSTR names, ULONG *size) {
  ULONG answer = with_handle("SKF_EnumContainer", application);
  return answer ? answer : give("SKF_EnumContainer", CONTAINER "\0", sizeof CONTAINER + 1, names, size);
}

ULONG SKF_OpenContainer(HANDLE application, LPSTR name, HANDLE *container) {
  ULONG answer = with_handle("SKF_OpenContainer", application);
  if (answer) return answer;
  if (strcmp(name, CONTAINER)) return FAIL;
  *container = handle_now();
  return OK;
}

ULONG SKF_CloseContainer(HANDLE container) { return with_handle("SKF_CloseContainer", container); }

ULONG SKF_GetContainerType(HANDLE container, ULONG *type) {
  ULONG answer = with_handle("SKF_GetContainerType", container);
  *type = 2;
  return answer;
}

ULONG SKF_ExportCertificate(HANDLE container, BOOL signing, BYTE *certificate, ULONG *size) {
  ULONG answer = with_handle("SKF_ExportCertificate", container);
  if (answer) return answer;
  static BYTE content[16384];
  size_t length = signing ? content_of("cert.der", content, sizeof content) : 0;
  return length ? give("SKF_ExportCertificate", content, length, certificate, size) : NO_CERTIFICATE;
}

ULONG SKF_ECCSignData(HANDLE container, BYTE *e, ULONG length, ECCSIGNATUREBLOB *signature) {
  ULONG answer = with_handle("SKF_ECCSignData", container);
  if (answer) return answer;
  if (logged_in_at != insertion()) return NOT_LOGGED_IN;
  if (length != 32) return BAD_PARAMETER;
  memset(signature, 0, sizeof *signature);
  if (!signature_of(e, signature->r + 32, signature->s + 32)) return FAIL;
  if (switched("wrong-signature")) signature->s[63] ^= 1;
  return OK;
}
